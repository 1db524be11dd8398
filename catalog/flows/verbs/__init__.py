"""The verbs over flows and inboxes."""
