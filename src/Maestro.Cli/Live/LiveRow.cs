namespace Maestro.Cli.Live;

/// <summary>A row of the live table.</summary>
/// <param name="Order">The instance's place in the play, from 1.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Service">Its service.</param>
/// <param name="Ship">Its ship.</param>
/// <param name="Container">Tag of its image and id of its container.</param>
/// <param name="Phase">How far it is.</param>
/// <param name="State">The same in a word.</param>
/// <param name="Elapsed">How long its steps have taken; null before the first.</param>
/// <param name="Detail">What it waits for or what went wrong.</param>
internal sealed record LiveRow(
    int Order, string Instance, string Service, string Ship, string Container, LivePhase Phase, string State, TimeSpan? Elapsed, string Detail);
