using Maestro.Engine.Model;

namespace Maestro.Engine.Building;

/// <summary>An image in an archive.</summary>
/// <param name="Names">Its names, as the archive has them.</param>
/// <param name="Ids">The ids that engines may give it: the digest of its configuration, and those of the manifests that lead to it.</param>
internal sealed record ArchivedImage(IReadOnlyList<string> Names, IReadOnlyList<string> Ids)
{
    public bool IsNamed(ImageReference wanted) => Names.Any(n => ImageReference.TryParse(n, out var name) && name.Equals(wanted));
}
