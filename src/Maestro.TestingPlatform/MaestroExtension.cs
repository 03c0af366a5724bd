using System.Reflection;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.OutputDevice;

namespace Maestro.TestingPlatform;

/// <summary>How the parts of this package introduce themselves to the platform.</summary>
internal abstract class MaestroExtension : IExtension, IOutputDeviceDataProducer
{
    public string Uid => GetType().FullName!;

    public string Version => typeof(MaestroExtension).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public string DisplayName => "Maestro";

    public string Description => "Starts an environment of Docker containers around the tests.";

    public abstract Task<bool> IsEnabledAsync();
}
