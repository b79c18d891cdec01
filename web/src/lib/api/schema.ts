// Generated from the server's OpenAPI (./x web generate). Do not edit.

export type SessionView = {
  account: string;
  name: string;
  role: "owner" | "lead" | "agent" | "warehouse" | "viewer";
  permissions: string[];
  shop: string;
  shop_name: string;
  zone: string;
  csrf_token: string;
};

export type SignIn = {
  login: string;
  password: string;
  code?: string;
};

export type SetUpOwner = {
  token: string;
  shop_name: string;
  name: string;
  login: string;
  password: string;
};

export interface Operations {
  "GET /api/v1/session": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: SessionView;
  };
  "POST /api/v1/session": {
    path: undefined;
    query: undefined;
    body: SignIn;
    response: SessionView;
  };
  "DELETE /api/v1/session": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: void;
  };
  "POST /api/v1/setup": {
    path: undefined;
    query: undefined;
    body: SetUpOwner;
    response: SessionView;
  };
}
