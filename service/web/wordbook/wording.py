"""What does the screen say? One table of sentences for refusals, keyed by class.

The sentences are for the person at the desk: what happened, what is expected, what to do. The
fields of an error stand in braces.
"""

import string
from collections.abc import Mapping
from types import MappingProxyType

import corpus.errors as of_corpus
import indexing.errors as of_indexing
import service.accounts.errors as of_accounts
import service.audit_trail.errors as of_trail
import service.audits.errors as of_audits
import service.backup.errors as of_backup
import service.errors as of_service
import service.jobs.errors as of_jobs
import service.parameters.errors as of_parameters
import service.purposes.errors as of_purposes
import service.referral.errors as of_referral
import service.referral.roster.errors as of_roster
from service.closed import errors as of_closed
from service.reading.rejection_words import sentence_of_rejection

UNEXPECTED = "系统出现未预料的错误，已记录。请稍后重试；如仍出现，请把请求编号告诉系统管理员。"

SENTENCES: Mapping[type[Exception], str] = MappingProxyType(
    {
        of_corpus.CorpusError: "裁判文书数据出现错误，请联系系统管理员。",
        of_corpus.SpanError: "引文位置与存储的原文不符，已停止显示，请联系系统管理员。",
        of_corpus.CaseNumberError: "无法识别案号。正确形式如：（2023）京01民终1号。",
        of_corpus.NumeralError: "无法识别数字、金额或日期。",
        of_corpus.CodecError: "库中文书数据损坏，请系统管理员重新导入。",
        of_corpus.CorrectionError: "更正无法执行，请检查所填内容。",
        of_corpus.ClosingError: "请写明理由，至少四个字。",
        of_corpus.SchedulerError: "批量处理集群无法使用，请系统管理员检查调度地址和工作机。",
        of_corpus.WorkerLostError: "批量处理中断，已完成的部分不受影响，请重新运行。",
        of_corpus.IngestError: "导入中断，已导入的文书不受影响。",
        of_corpus.SourceError: "文件无法读取。请检查文件是否完好后重试。",
        of_corpus.UnknownFormatError: "不支持这种文件。请上传 Word、PDF 或纯文本，或直接粘贴文字。",
        of_corpus.EmptySourceError: "文件中没有可以读取的文字。",
        of_corpus.DamagedSourceError: "文件已损坏、被截断或编码无法识别，请另存后重试。",
        of_corpus.StoreError: "裁判文书库暂时无法使用，请稍后重试。",
        of_corpus.StoreUnavailableError: "数据库暂时没有响应，这次操作没有保存。请稍后重试。",
        of_corpus.StoreConflictError: "同样的内容刚刚已经保存，请刷新页面后查看。",
        of_corpus.StoreValueError: "内容中有无法保存的字符或者过大的数字，请改正后重试。",
        of_corpus.JudgmentNotFoundError: "没有找到这篇裁判文书。它可能已不在库中。",
        of_corpus.StoreVersionError: "数据库版本与程序不一致，请系统管理员运行 tongpan doctor。",
        of_indexing.IndexingError: "索引出现错误，请联系系统管理员。",
        of_indexing.QueryError: "这次检索无法执行，请换一种写法。",
        of_indexing.EmptyQueryError: (
            "检索内容中没有可用的词语。请写明案情，例如：酒后驾驶机动车，血液酒精含量201毫克。"
        ),
        of_indexing.UnknownChannelError: "没有这种检索方式。",
        of_indexing.RepeatedJudgmentError: "检索结果重复，已停止显示，请联系系统管理员。",
        of_indexing.EncoderError: "语义模型无法使用，请系统管理员运行 tongpan doctor。",
        of_indexing.EncoderFolderError: "找不到语义模型，请系统管理员运行 tongpan doctor。",
        of_indexing.BaseFolderError: (
            "此目录中没有可以继续训练的模型。请指定含有模型、权重和分词器的本地目录。"
        ),
        of_indexing.StaticBaseError: (
            "此目录是词向量模型，不能在其上继续训练。请运行 tongpan train，不加 --base。"
        ),
        of_indexing.EncoderOutputError: "语义模型输出异常，请系统管理员运行 tongpan doctor。",
        of_indexing.RankerError: "排序模型无法使用，请系统管理员运行 tongpan doctor。",
        of_indexing.NotEnoughJudgmentsError: "裁判文书太少，无法建立索引。请先导入更多文书。",
        of_indexing.EngineError: "候选引擎无法使用，请系统管理员运行 tongpan doctor。",
        of_indexing.EngineAddressError: "候选引擎的地址不对，请系统管理员检查 TONGPAN_ENGINE。",
        of_indexing.EngineAwayError: (
            "候选引擎没有应答，暂时不能检索。请稍后重试，或请系统管理员运行 tongpan doctor。"
        ),
        of_indexing.EngineEmptiedError: "候选引擎中没有这一索引的数据，请系统管理员重新建立索引。",
        of_indexing.SnapshotError: "索引无法打开，请系统管理员运行 tongpan doctor。",
        of_indexing.NoSnapshotError: "还没有建立索引，暂时不能检索。请系统管理员先建立索引。",
        of_indexing.SnapshotGoneError: (
            "索引“{name}”已不再保存，无法在原索引上重现。可以在现行索引上重新检索。"
        ),
        of_indexing.SnapshotUnservedError: (
            "索引“{name}”建成后从未启用，不能退回。确要启用，请运行 tongpan snapshots accept。"
        ),
        of_indexing.DamagedSnapshotError: "索引已损坏，请系统管理员重新建立索引。",
        of_indexing.SnapshotVersionError: (
            "索引是另一版本的程序所建，本程序不能读取；文书和记录不受影响。"
            "请系统管理员运行 tongpan index 重新建立。"
        ),
        of_indexing.SnapshotMismatchError: (
            "索引与本机的模型、分词或候选引擎不匹配，请系统管理员重新建立索引。"
        ),
        of_service.ServiceError: "服务出现错误，请稍后重试。",
        of_service.SettingsError: "系统设置有误，请系统管理员运行 tongpan doctor。",
        of_service.NotReadyError: "还没有可检索的索引。请系统管理员先导入文书并建立索引。",
        of_service.RequestError: "这个请求无法处理，请检查后重试。",
        of_service.QueryMissingError: "请粘贴案情、上传一个文件或选定一篇文书，三者取一。",
        of_service.QueryTooShortError: (
            "检索内容太短：只有{n_characters}个字，至少需要{least}个字。"
            "请写明案情，例如：醉酒驾驶机动车。"
        ),
        of_service.QueryTooLongError: (
            "检索内容太长：共{n_characters}个字，最多{most}个字。请粘贴事实、争议焦点或一篇文书。"
        ),
        of_service.KeywordMissingError: (
            "请至少写一个须出现的词语，例如：民间借贷 -担保（“-”后的词语不得出现）。"
        ),
        of_service.ProvisionUnreadError: (
            "没有读出法条。请写明法律名称，可加条款项，例如：刑法第二百六十四条；民法典第563条第1款。"
        ),
        of_service.UnknownChargeError: "没有“{name}”这个罪名或案由。相近的有：{near}。",
        of_service.UnknownCourtError: (
            "没有名为“{name}”的法院，或者有几家。请写全称或简称，例如：{near}。"
        ),
        of_service.LibraryRecordError: "{field}不能是“{value}”。应填：{accepted}。",
        of_service.UploadTooLargeError: "文件太大，请上传较小的文件或直接粘贴文字。",
        of_service.UploadUnreadableError: "无法用文件“{name}”检索。请上传一篇文书或粘贴文字。",
        of_service.NoSuchPieceError: "文件“{name}”中没有第{asked}篇文书。",
        of_service.NotAJudgmentError: "“{place}”不是可以读取的裁判文书。",
        of_service.CorrectionValueError: "{field}不能更正为“{value}”。应填：{accepted}。",
        of_service.VerdictReasonError: "认定“不是类案”须说明理由，请补充后再提交。",
        of_service.CaseFieldError: "“{value}”不能填在这里。应填：{accepted}。",
        of_service.StopReasonError: "在这一顺位停止检索须说明理由，请补充后再提交。",
        of_service.DraftReasonError: "说明理由的，请写明理由后再提交。",
        of_service.AnswerReasonError: "这样回答须写明理由，请补充后再提交。",
        of_roster.RosterLineError: "花名册第{line}行的“{value}”不能识别。应填：{accepted}。",
        of_parameters.CalendarLineError: "工作日历第{line}行的“{value}”无效。应填：{accepted}。",
        of_parameters.ParameterError: "“{value}”不能作为参数的值。应填：{accepted}。",
        of_service.FilterError: "筛选条件“{value}”无效，请重新选择。",
        of_service.PageTooDeepError: "只排列前{most}篇，请用筛选条件缩小范围。",
        of_service.ComparedCountError: "一次对比{fewest}至{most}件不同的案件，现选了{given}件。",
        of_service.MalformedRequestError: "请求的格式不正确，请参照接口说明。",
        of_audits.PeriodError: (
            "“{words}”不是可用的日期或期间。请写作 2026-01-31、2026-01 或 2026，"
            "起始日不晚于截止日。"
        ),
        of_audits.EmptyAuditError: (
            "{court}在{first}至{last}没有可评查的裁判文书。库中收录：{stored}。"
        ),
        of_audits.AuditError: "这次评查不能这样处理。",
        of_audits.AuditUnfinishedError: (
            "评查尚未完成：共{n_causes}个案由，已完成{n_done}个。"
            "再次运行 tongpan audit 即从中断处继续。"
        ),
        of_audits.AuditStoppedError: (
            "评查已被停止，完成{n_done}/{n_causes}个案由。再次运行即从中断处继续。"
        ),
        of_audits.AuditReadingError: "这一分歧点现在不能由您复核：{reason}。",
        of_audits.AuditReasonError: "认定“不构成分歧”须选择理由；选“其他”的，请写明。",
        of_referral.ReferralError: "这一步现在不能进行。",
        of_referral.ActNotOfferedError: "现在的状态不能进行这一步。请刷新页面后再看。",
        of_referral.ActPartError: "这一步不由您办理。",
        of_referral.ActReasonError: "这一步须写明理由，请补充后再提交。",
        of_referral.ActContentError: "填写的内容不完整或者格式不正确，请检查后再提交。",
        of_referral.RuleBrokenError: "程序规则不允许这一步。",
        of_referral.TransferError: "文件不能导入：{reason}。",
        of_referral.TrailBrokenError: "办理记录与留痕不符，已停止显示，请立即联系系统管理员。",
        of_service.PageNotFoundError: "没有找到这个页面或这次检索。",
        of_service.MethodRefusedError: "这个地址不支持这种操作。",
        of_service.AccessError: "没有访问权限。",
        of_service.NotSignedInError: "请先登录。",
        of_service.SignInRefusedError: "用户名或密码不正确。",
        of_service.TooManyFailuresError: (
            "登录失败次数过多，已暂时锁定。请稍后再试，或联系安全保密管理员。"
        ),
        of_service.NotPermittedError: "您的岗位没有这项权限。如工作需要，请联系安全保密管理员。",
        of_service.PasswordChangeError: "请先修改他人为您设置的密码，然后再办理其他事项。",
        of_accounts.FactorNeededError: "这个账号启用了动态口令，请同时提交六位口令。",
        of_accounts.FactorEnrolError: "您的岗位须启用动态口令。请先启用，然后再办理其他事项。",
        of_accounts.TokenPlaceError: "接口令牌只用于程序调用接口，不能打开页面。",
        of_accounts.ProviderRefusedError: (
            "统一身份认证没有完成。请重新登录；如仍不成功，请联系安全保密管理员。"
        ),
        of_accounts.ProviderUnreachableError: (
            "统一身份认证服务暂时没有响应。请稍后再试，或者用本系统的密码登录。"
        ),
        of_service.TooManyRequestsError: "操作过于频繁，请在{seconds}秒后再试。",
        of_service.HandlingJudgeError: "本案的分歧提示只有承办法官本人可以查看。",
        of_service.ForgedFormError: "页面已过期，请刷新页面后重新提交。",
        of_service.ReportError: "这份检索报告不能这样处理。",
        of_service.ReportContentError: "检索报告的内容格式不正确，请参照接口说明。",
        of_service.ReportQuoteError: "报告中的引文与库中文书原文不一致，已拒绝。请重新引用。",
        of_service.ReportLockedError: "报告已签名或者作废，内容不能修改。确需修改的，先退回修改。",
        of_service.ReportChangedError: (
            "报告已有第{found}版，您看到的是第{expected}版。请刷新页面后再修改。"
        ),
        of_service.ReportMoveError: "报告现在的状态不能进行这一步。",
        of_service.ReportMoveReasonError: "这一步须写明理由或者去向，请补充后再提交。",
        of_service.ReportSignerError: "报告载明由{responsible}负责，只能由该承办法官本人签名。",
        of_service.ReportBlockedError: "报告还有须补正的问题，暂时不能签名。请按校验结果逐项补正。",
        of_service.NothingToReplayError: "这份报告没有保存可以重做的检索。",
        of_service.PdfUnavailableError: (
            "暂时不能生成 PDF：请系统管理员安装 LibreOffice（libreoffice-writer-nogui）和中文字体。"
            "可以先下载 Word 文件。"
        ),
        of_accounts.AccountError: "账号操作无法完成。",
        of_accounts.AccountExistsError: "用户名“{name}”已存在。",
        of_accounts.AccountNotFoundError: "没有用户名为“{name}”的账号。",
        of_accounts.AccountNameError: (
            "用户名“{name}”不符合要求：须为2至32个小写字母、数字、点或短横线，例如 li.ming。"
        ),
        of_accounts.SeparatedRolesError: (
            "系统管理员、安全保密管理员和安全审计员须由不同的人担任，不能授予同一账号。"
        ),
        of_closed.ClearanceError: "查阅许可不能这样授予或者撤销。",
        of_closed.ClearanceRoleError: "该账号的岗位不能授予这一类不公开文书的查阅许可。",
        of_closed.ClearanceTermError: (
            "起止日期不正确：不能早于今天结束，这一类一次至多{most_days}天。"
        ),
        of_closed.ClearanceGroundError: "请写明依据或者理由，至少{least}个字。",
        of_closed.ClearanceOwnError: "不能授予本人或者管理员岗位的账号“{name}”。",
        of_closed.ClearanceGoneError: "没有第{number}号查阅许可，或者已经撤销。",
        of_backup.BackupError: "备份或者恢复不能进行。",
        of_backup.BackupDamagedError: "备份文件不完整（{part}），没有恢复任何内容。",
        of_backup.BackupPlaceError: "不能使用 {place}：须是新的文件或者空的目录。",
        of_purposes.PurposeNeededError: "查阅他人承办的案件或者会议材料，须先写明履职依据。",
        of_purposes.PurposeRefusedError: (
            "请从列出的履职依据中选择一项，并用{least}至{most}个字写明查阅的具体事由。"
        ),
        of_jobs.JobError: "后台作业不能这样处理。",
        of_jobs.JobNotFoundError: "没有编号为{job_id}的作业。",
        of_jobs.JobStateError: "作业{job_id}现在的状态不能这样处理，请刷新后查看。",
        of_jobs.JobRunningError: "同样的工作正在进行（作业{job_id}），请等它完成或者先取消。",
        of_jobs.JobLostError: "作业{job_id}已由另一个进程执行，本进程停止。",
        of_jobs.JobCancelledError: (
            "作业{job_id}已取消，已收录的文书和使用中的索引不受影响。重做时导入接着做，索引重新建立。"
        ),
        of_trail.TrailKeptError: "留痕须保存至少{months}个月，请选择更早的日期。",
        of_accounts.FactorCodeError: "口令不正确或者已经用过。请等手机显示下一个口令后再输入。",
        of_accounts.TokenScopeError: "请至少选择一项用途，且不超出本人岗位的权限。",
        of_accounts.TokenTermError: "令牌的有效期须为1至{most}天。",
        of_accounts.TokenNotFoundError: "没有这个令牌，或者您不能吊销它。",
        of_accounts.WeakPasswordError: (
            "密码不符合要求：须足够长、含5个以上不同字符、不包含用户名，也不能是常见密码。"
        ),
    }
)


class _Fields(string.Formatter):
    """Fills braces from the fields of an error, as plain words and never longer than a line."""

    def get_value(self, key: int | str, args: object, kwargs: Mapping[str, object]) -> object:
        del args
        return str(kwargs[str(key)])[:60]


def sentence_of(error: Exception) -> str:
    """Return the sentence for an error: by its own class, else by the nearest base.

    Example:
        >>> sentence_of(of_service.PageTooDeepError(asked=300, most=200))
        '只排列前200篇，请用筛选条件缩小范围。'
        >>> sentence_of(of_corpus.DamagedSourceError("a.pdf", "…", code="encrypted"))
        '文件无法读取。有密码保护：请去除密码后再导入。'
    """
    if isinstance(error, of_corpus.SourceError) and error.code:
        return f"文件无法读取。{sentence_of_rejection(error.code)}。"
    if isinstance(error, of_referral.RuleBrokenError):
        # The rule is said whole, with its source: it tells what to do.
        return f"程序规则不允许：{error.words}"
    for kind in type(error).__mro__:
        if kind in SENTENCES:
            return _Fields().vformat(SENTENCES[kind], (), vars(error))
    return UNEXPECTED
