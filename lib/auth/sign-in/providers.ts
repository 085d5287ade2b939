import GitHubProvider, { type GithubEmail, type GithubProfile } from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import type { Provider } from "next-auth/providers/index";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { env } from "@/lib/env";

type OidcProfile = { sub: string; name?: string; email?: string; email_verified?: boolean };

/** The sign-in providers that the environment names besides email and password. */
export function oauthProviders(): Provider[] {
  const found: Provider[] = [];
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env;
  if (GITHUB_ID && GITHUB_SECRET) found.push(github(GITHUB_ID, GITHUB_SECRET));
  if (GOOGLE_ID && GOOGLE_SECRET) found.push(GoogleProvider({ clientId: GOOGLE_ID, clientSecret: GOOGLE_SECRET }));
  if (OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET) {
    found.push(oidc(OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET));
  }
  return found;
}

// GitHub's profile does not say whether an email is verified, its list of emails does.
function github(clientId: string, clientSecret: string): OAuthConfig<GithubProfile> {
  return GitHubProvider({
    clientId,
    clientSecret,
    userinfo: {
      url: "https://api.github.com/user",
      async request({ client, tokens }) {
        const token = tokens.access_token ?? "";
        const profile = await client.userinfo(token);
        const answer = await fetch("https://api.github.com/user/emails", {
          headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" },
        });
        const emails = answer.ok ? ((await answer.json()) as GithubEmail[]) : [];
        const email = emails.find(({ primary, verified }) => primary && verified)?.email;
        return { ...profile, email, email_verified: email !== undefined };
      },
    },
  });
}

function oidc(issuer: string, clientId: string, clientSecret: string): OAuthConfig<OidcProfile> {
  return {
    id: "oidc",
    name: env.OIDC_NAME ?? "Single sign-on",
    type: "oauth",
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    clientId,
    clientSecret,
    profile: ({ sub, name, email }) => ({ id: sub, name, email }),
  };
}
