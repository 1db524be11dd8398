"""A person who has no mouse: Tab, Space, Enter, arrows, and what they type."""

FARTHEST = 200
FOCUSED = r"""([selector, text]) => {
  const one = document.activeElement;
  const said = one.textContent.replaceAll("\u00a0", " ");
  return one.matches(selector) && (!text || said.includes(text));
}"""


class Keyboard:
    def __init__(self, visitor):
        self.page = visitor.page
        self.keys = visitor.page.keyboard

    def reach(self, selector, text=""):
        """Press Tab until the focus is there; what no Tab reaches fails."""
        for _ in range(FARTHEST):
            if self.page.evaluate(FOCUSED, [selector, text]):
                return
            self.keys.press("Tab")
        raise AssertionError(f"no Tab reaches {selector} {text}")

    def write(self, name, text):
        self.reach(f"[name='{name}']")
        self.keys.press("Control+A")
        self.keys.press("Delete")
        self.keys.type(text)

    def tick(self, name, value):
        self.reach(f"[name='{name}'][value='{value}']")
        self.keys.press("Space")

    def choose(self, name, value):
        self.reach(f"select[name='{name}']")
        self.keys.press("Home")
        for _ in range(FARTHEST):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.keys.press("ArrowDown")
        raise AssertionError(f"no arrow reaches {value}")

    def press(self, text, *, selector="button"):
        """Press the button of that text, and wait for the page that answers."""
        self.reach(selector, text)
        with self.page.expect_navigation():
            self.keys.press("Enter")

    def follow(self, text):
        self.press(text, selector="a")

    def focused(self):
        return self.page.evaluate("document.activeElement.name || document.activeElement.id")
