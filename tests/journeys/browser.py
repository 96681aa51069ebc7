"""Somebody at a browser: reads a page, fills in its forms, presses a button."""

from abc import ABC, abstractmethod
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.service.conftest import GOOD_PASSWORD


class Browser(ABC):
    """Pages as one person gets them, who has signed in."""

    def __init__(self, name):
        self.send("/sign-in", "/sign-in", name=name, password=GOOD_PASSWORD)

    @abstractmethod
    def page(self, address):
        """Return the tree of a page that is there."""

    @abstractmethod
    def home(self):
        """Return the address that the first page leads to."""

    @abstractmethod
    def sees(self, address):
        """Tell whether a page is there for this person."""

    @abstractmethod
    def send(self, address, action, *, where=None, press=None, refused=0, **typed):
        """Fill in the form of a page that goes to an address; return where the answer leads.

        Args:
            address: The page.
            action: Where the form goes.
            where: Fields as they stand in the form that is meant, where several go there.
            press: Name and value of the button that is pressed, where it has one.
            refused: Status of an answer that leads nowhere: of the refusal that is expected, or 200
                of a page that shows something once. Its words are returned.
            **typed: What is typed, ticked or chosen, by the name of the field, - spelled _.
        """

    @abstractmethod
    def upload(self, address, action, *, name, content):
        """Choose a file in a form that goes to an address; return where the answer leads."""

    @abstractmethod
    def follow(self, address, css):
        """Press the first link of a page that is meant; return the tree of where it leads."""

    @abstractmethod
    def download(self, address, css):
        """Press a link of a page to a file; return the name of the file and what is in it."""

    @abstractmethod
    def wait(self, address, css):
        """Stay on a page that renews itself until something stands on it; return its tree."""

    @abstractmethod
    def close(self):
        """Leave the browser."""

    def words(self, address):
        """Return what stands on a page to be read."""
        return squeezed(self.page(address).body.text())

    def act(self, address, act, *, where=None, **typed):
        """Do an act that the page of a matter offers; return where the answer leads."""
        return self.send(address, address, where={"act": act} | (where or {}), **typed)

    def offers(self, address, act):
        """Tell whether the page of a matter offers an act."""
        css = f'form[action="{address}"] input[name="act"][value="{act}"]'
        return self.page(address).css_first(css) is not None


class ClientBrowser(Browser):
    """A browser without its window.

    What is typed goes into fields that the page has, and everything that stands in the form before
    is sent with it, as a browser does.
    """

    def __init__(self, app, name):
        self.client = TestClient(app, follow_redirects=False)
        super().__init__(name)

    def page(self, address):
        answer = self.client.get(address, follow_redirects=True)
        assert answer.status_code == 200, f"{address}: {answer.status_code} {told(answer.text)}"
        return LexborHTMLParser(answer.text)

    def home(self):
        return self.client.get("/").headers["location"]

    def sees(self, address):
        return self.client.get(address).status_code == 200

    def send(self, address, action, *, where=None, press=None, refused=0, **typed):
        fields = self._form(address, action, where or {})
        for name, each in spelled(typed, fields, address).items():
            field = fields[name]
            assert field.takes(each), f"{address}: {name} does not offer {each}: {field.choices}"
            field.value = each
        data = {name: each.value for name, each in fields.items() if each.value is not None}
        answer = self.client.post(action, data=data | dict([press] if press else []))
        if refused:
            assert answer.status_code == refused, told(answer.text)
            return told(answer.text)
        return _led(answer, address)

    def upload(self, address, action, *, name, content):
        fields = self._form(address, action, {})
        data = {name: each.value for name, each in fields.items() if each.value is not None}
        return _led(self.client.post(action, data=data, files={"file": (name, content)}), address)

    def follow(self, address, css):
        return self.page(_link(self.page(address), css))

    def download(self, address, css):
        answer = self.client.get(_link(self.page(address), css))
        assert answer.status_code == 200, told(answer.text)
        told_as = answer.headers["content-disposition"]
        return unquote(told_as.rpartition("UTF-8''")[2]), answer.content

    def wait(self, address, css):
        page = self.page(address)
        assert page.css_first(css), f"{address}: nothing is {css}"
        return page

    def close(self):
        self.client.close()

    def _form(self, address, action, where):
        forms = [
            fields
            for form in self.page(address).css("form[method=post]")
            if form.attributes.get("action") == action
            and (fields := _fields(form)) is not None
            and all(name in fields and fields[name].value == where[name] for name in where)
        ]
        assert forms, f"{address}: no form goes to {action} with {where}"
        return forms[0]


class _Field:
    """A field with what stands in it and, where one chooses, what there is to choose."""

    def __init__(self, value, choices=None):
        self.value, self.choices = value, choices

    def takes(self, value):
        return self.choices is None or value in self.choices


def _led(answer, address):
    assert answer.status_code == 303, f"{address}: {answer.status_code} {told(answer.text)}"
    return answer.headers["location"].partition("#")[0]


def _link(page, css):
    link = page.css_first(css)
    assert link, f"no link is {css}"
    return link.attributes["href"]


def spelled(typed, fields, address):
    """Return what is typed by the names that the fields of the form have."""
    names = {name.replace("-", "_"): name for name in fields}
    for name in typed:
        assert name in names, f"{address}: the form has no field {name}: {sorted(names)}"
    return {names[name]: each for name, each in typed.items()}


def told(html):
    """Return what an answer says to whoever pressed the button."""
    tree = LexborHTMLParser(html)
    notices = [squeezed(each.text()) for each in tree.css(".notice, [role=alert]")]
    return " ".join(notices) or squeezed((tree.css_first("main") or tree.body).text())[:400]


def _fields(form):
    fields = {}
    for each in form.css("input, textarea, select"):
        name, kind = each.attributes.get("name"), each.attributes.get("type", "text")
        if name is None:
            continue
        if each.tag == "select":
            fields[name] = _chosen(each)
        elif each.tag == "textarea":
            fields[name] = _Field(each.text())
        elif kind in {"radio", "checkbox"}:
            _tick(fields, name, each)
        elif kind != "file":
            fields[name] = _Field(each.attributes.get("value") or "")
    return fields


def _chosen(select):
    options = [
        (option.attributes.get("value", option.text()), "selected" in option.attributes)
        for option in select.css("option")
    ]
    chosen = [value for value, is_chosen in options if is_chosen] or [v for v, _ in options[:1]]
    return _Field(chosen[0] if chosen else None, {value for value, _ in options})


def _tick(fields, name, each):
    value = each.attributes.get("value", "on")
    field = fields.setdefault(name, _Field(None, set()))
    field.choices.add(value)
    if "checked" in each.attributes:
        field.value = value


def squeezed(text):
    return " ".join(text.split())
