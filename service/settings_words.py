"""What is each setting called on the administrator's board?"""

from collections.abc import Mapping
from types import MappingProxyType

SETTING_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "data": "数据目录",
        "database_url": "数据库",
        "database_pool": "数据库连接：每个进程保持",
        "database_overflow": "数据库连接：忙时另加",
        "database_wait_seconds": "数据库连接：等候（秒）",
        "database_recycle_minutes": "数据库连接：重建周期（分钟）",
        "database_connect_seconds": "数据库连接：建立（秒）",
        "database_statement_seconds": "数据库语句最长（秒）",
        "host": "监听地址",
        "port": "端口",
        "workers": "服务进程数",
        "scheduler": "批量处理集群地址",
        "job_worker": "随服务启动后台作业执行进程",
        "daily_hour": "每日提醒时间（点）",
        "secure_cookies": "Cookie 只经 HTTPS 发送",
        "idle_minutes": "无操作退出（分钟）",
        "session_hours": "一次登录最长（小时）",
        "lockout_failures": "连续失败几次后锁定",
        "lockout_minutes": "锁定（分钟）",
        "password_characters": "密码最少字符数",
        "second_factor_roles": "须启用动态口令的岗位",
        "public_address": "供人访问的网址",
        "oidc_issuer": "统一身份认证地址",
        "oidc_client_id": "统一身份认证：本系统编号",
        "oidc_client_secret": "统一身份认证：本系统密钥",
        "oidc_claim": "统一身份认证：对应账号的字段",
        "oidc_second_factor": "统一身份认证已含第二因子",
        "oidc_authority": "统一身份认证：证书文件",
        "token_days": "接口令牌最长有效（天）",
        "sign_ins_per_minute": "每个地址每分钟登录次数",
        "searches_per_minute": "每个账号每分钟检索次数",
        "uploads_per_minute": "每个账号每分钟上传次数",
        "upload_megabytes": "上传文件上限（MB）",
        "query_characters": "检索内容上限（字）",
        "ranked_hits": "检索排列深度（篇）",
        "hits_per_court": "十篇中同一法院最多（篇）",
        "verdict_reasons": "“不是类案”须写理由",
        "ranker_questions": "训练排序模型最少检索数",
        "ranker_verdicts": "训练排序模型最少评价数",
        "court": "本院",
        "recent_months": "近期案件的月数",
        "recent_basis": "近期按生效日或者裁判日",
        "recent_from": "近期自检索日或者立案日起算",
        "divergence_judgments": "提示分歧最少文书数",
        "divergence_per_side": "提示分歧每方最少文书数",
        "divergence_unknown_effect": "分歧比较包括效力未知的文书",
        "report_file_class": "检索报告归入",
        "pdf_seconds": "生成 PDF 最长（秒）",
        "lender_cases": "职业放贷提示：案件数",
        "lender_months": "职业放贷提示：月数",
        "trail_months": "留痕至少保存（月）",
        "purpose_hours": "履职依据有效（小时）",
        "closed_classes": "自动不公开的类别",
        "closed_sources": "自动不公开的来源",
        "closed_causes": "自动不公开的案由",
        "metrics_on_loopback": "本机可直接读取运行指标",
        "upgrade_refusal": "较差的新索引不启用",
        "upgrade_questions": "比较新旧索引最少检索数",
        "snapshot_check_seconds": "检查新索引的间隔（秒）",
        "index_after_ingest": "导入后索引随即更新",
        "compaction_share": "后台合并索引的增量比例",
    }
)

BY_ENVIRONMENT = "环境变量或者启动参数"
BY_COURT_FILE = "court.toml"
BY_DEFAULT = "默认"
EMPTY = "（空）"
SECRET = "（已设，不显示）"  # noqa: S105 - what stands in place of one
