"""The web pages over a store: rendered here, offline, with nothing fetched from elsewhere.

    params -> picture (questions) -> pages (one module a page) -> templates

`app.make_app` builds the ASGI application, `server.serve` runs it. `safety` stands in front of
every page: which host names are answered, who may enter, what a browser may load.
"""
