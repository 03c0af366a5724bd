namespace Maestro.Engine.Reporting;

/// <summary>A check of a step.</summary>
/// <param name="name">The check, such as <c>tcp http</c>.</param>
/// <param name="began">When it began.</param>
internal sealed class CheckTrace(string name, DateTimeOffset began)
{
    public string Name => name;

    public DateTimeOffset Began => began;

    /// <summary>Tries that it did not pass, as far as they were told.</summary>
    public int Tries { get; set; }

    /// <summary>What the last of these found.</summary>
    public string Finding { get; set; } = string.Empty;
}
