namespace Maestro.Engine.Tests.Certificates;

/// <summary>One key as OpenSSL writes it: plain, and encrypted in the form before PKCS#8 by several ciphers. It opens nothing.</summary>
internal static class OldKeys
{
    public const string Password = "open";

    public const string Plain = """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIPaC21imbrlm604mOmnYtgXErmbqW842QyQTseHvaE9koAoGCCqGSM49
        AwEHoUQDQgAEvdlCzzD1KjB1e8SNoUDF+h0gWZJdvknbc1czurNm53jcd2rMM0tU
        6Q7ZuZ3bslKDHJCZvJOMc99ME1UfCrT8Dw==
        -----END EC PRIVATE KEY-----
        """;

    public const string Aes128 = """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,01FFD99C0F7B4FD4FDE6D37DB9AE8889

        1r4qdQkcr692jvOUb/lmn8Tk/ZuovsdOpvnJtxr7g5BfrPAiP+v8qzBhyGYUMLzL
        WcFFNkhyZajCQ+awJRTxQ2Sc0boVaVSKLw8hgOZFZpkXib03nXeJEyJ9SgfLeGCK
        ymx/UuwBU3jqewbd7rpaZUgDDh1rdcu3zHVox2tGmbQ=
        -----END EC PRIVATE KEY-----
        """;

    public const string Aes256 = """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-256-CBC,B03C9A0BF726353F60BB460298F1C363

        Ugc4rDAdajkLCcurLgkkSJdiUvgwoMB84jLEX9cLzDe0MHmV89E/rJ1OsAYrX3bs
        FVslcsLwi6fCo35tKVziT334GCgPhtHPfzqgRFxyWSafSA8vcMWeXnhU4Mum5HSZ
        1n6oZ/NJC6SeYWQc7/XnhSR6MoZ3nUvJIA/cfYeuKak=
        -----END EC PRIVATE KEY-----
        """;

    public const string TripleDes = """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: DES-EDE3-CBC,2B47CC3AC869FC79

        IAri+eYhPIl1F6jTQFCkR707c9HS3LZBcyfZ4yvRDpxA0fYq7uMwNGNGM8SuRD/9
        NZ6J0HDKfn2LX9xJiAD/gesxQ3rMsHIVCAwKfoESV8ybIXReKnNwhXBt/e4eeZpG
        2kEeHgyGaI+wIefJhKrWPesvWC7LVlCV4xAunP/vPSY=
        -----END EC PRIVATE KEY-----
        """;
}
