namespace Maestro.Engine.Planning;

/// <summary>Platforms as <c>os/architecture</c> or <c>os/architecture/variant</c>.</summary>
internal static class ImagePlatform
{
    public static string Of(string system, string architecture, string variant)
        => variant.Length == 0 ? $"{system}/{architecture}" : $"{system}/{architecture}/{variant}";

    /// <summary>Whether an image is of the platform that is asked for; a variant matters where both tell one.</summary>
    public static bool Fits(string wanted, string found)
    {
        var (ask, have) = (Parts(wanted), Parts(found));
        return ask.Zip(have).All(p => p.First == p.Second);
    }

    private static string[] Parts(string platform)
    {
        var parts = platform.ToLowerInvariant().Split('/');
        if (parts.Length > 1)
        {
            parts[1] = parts[1] switch
            {
                "x86_64" or "x86-64" => "amd64",
                "aarch64" => "arm64",
                var architecture => architecture,
            };
        }

        return parts;
    }
}
