namespace Maestro.Engine.Model;

/// <summary>What Docker does when a container ends.</summary>
/// <param name="Kind">When it is started again.</param>
/// <param name="MaximumRetryCount">With <see cref="RestartKind.OnFailure"/>: how often at most; 0 for no limit.</param>
public sealed record RestartPolicy(RestartKind Kind, int MaximumRetryCount = 0)
{
    /// <summary>Never started again.</summary>
    public static RestartPolicy No { get; } = new(RestartKind.No);
}

/// <summary>When Docker starts a container again that has ended.</summary>
public enum RestartKind
{
    /// <summary>Never (<c>no</c>).</summary>
    No,

    /// <summary>Whatever its exit code (<c>always</c>).</summary>
    Always,

    /// <summary>After a non-zero exit code (<c>on-failure</c>).</summary>
    OnFailure,

    /// <summary>Unless somebody stopped it (<c>unless-stopped</c>).</summary>
    UnlessStopped,
}
