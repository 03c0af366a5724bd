using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>Where a value of an environment file comes from.</summary>
/// <param name="Path">The value's path in the file, such as <c>services/web/image</c>; items of lists count from 0.</param>
/// <param name="Location">Where it stands; a value that an alias or a merge key brings in stands at its anchor.</param>
/// <param name="Variables">The template variables that it was made of, such as <c>env.TAG</c>, in ordinal order.</param>
public sealed record ValueOrigin(string Path, SourceLocation Location, IReadOnlyList<string> Variables);
