namespace Maestro.Engine.Docker.Transport;

/// <summary>What the other side speaks.</summary>
internal enum Greeting
{
    Nothing,
    Tls,
    Http,
    Ssh,
    Other,
}

/// <summary>Tells what the other side speaks by the first bytes that it sends.</summary>
internal static class Greetings
{
    private const byte TlsAlert = 0x15;
    private const byte TlsHandshake = 0x16;
    private const byte TlsMajorVersion = 3;

    public static Greeting Of(ReadOnlySpan<byte> first) => first switch
    {
        [] => Greeting.Nothing,
        [TlsAlert or TlsHandshake] or [TlsAlert or TlsHandshake, TlsMajorVersion, ..] => Greeting.Tls,
        _ when first.StartsWith("HTTP/"u8) => Greeting.Http,
        _ when first.StartsWith("SSH-"u8) => Greeting.Ssh,
        _ => Greeting.Other,
    };
}
