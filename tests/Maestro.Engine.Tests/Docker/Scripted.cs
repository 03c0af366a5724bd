using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker;

internal static class Scripted
{
    /// <summary>A client for a server that a test has written byte by byte.</summary>
    public static DockerClient Client(ScriptedServer server)
        => new(new TcpDialer("127.0.0.1", server.Port, FakeDocker.Patience, TimeProvider.System), TimeProvider.System);
}
