using Microsoft.Build.Framework;
using NSubstitute;

namespace Maestro.MSBuild.Tests;

/// <summary>A build engine that remembers what a task logs.</summary>
internal sealed class BuildLog
{
    public BuildLog()
    {
        Engine = Substitute.For<IBuildEngine>();
        Engine.LogErrorEvent(Arg.Do<BuildErrorEventArgs>(Errors.Add));
        Engine.LogWarningEvent(Arg.Do<BuildWarningEventArgs>(Warnings.Add));
        Engine.LogMessageEvent(Arg.Do<BuildMessageEventArgs>(Messages.Add));
    }

    public IBuildEngine Engine { get; }

    public List<BuildErrorEventArgs> Errors { get; } = [];

    public List<BuildWarningEventArgs> Warnings { get; } = [];

    public List<BuildMessageEventArgs> Messages { get; } = [];
}
