namespace Maestro.Engine.Model;

/// <summary>An image that comes in a tar archive, as <c>docker save</c> writes one.</summary>
/// <param name="Archive">Full path of the archive.</param>
public sealed record ArchiveBuild(string Archive) : ImageBuild
{
    internal override string Input => Archive;

    internal override string Definition => Lines("archive", [Archive]);
}
