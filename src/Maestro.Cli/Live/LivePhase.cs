namespace Maestro.Cli.Live;

/// <summary>How far an instance is, as far as its colour and its place in a count go.</summary>
internal enum LivePhase
{
    /// <summary>None of its steps runs.</summary>
    Waiting,

    /// <summary>One of its steps runs.</summary>
    Active,

    /// <summary>All its steps are done, or it has none.</summary>
    Done,

    /// <summary>One of its steps failed.</summary>
    Failed,

    /// <summary>It was left alone because of a failure, or because the play was cancelled.</summary>
    LeftAlone,
}
