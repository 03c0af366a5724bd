using Maestro;
using Maestro.Cli;

var surroundings = CliSurroundings.OfProcess();
var commandLine = new MaestroCommandLine(surroundings);
using var interruption = new Interruption(() =>
{
    if (!commandLine.EndsAtOnce)
    {
        surroundings.Error.WriteLine("maestro: ending in order; press Ctrl-C again to end at once.");
    }
});
try
{
    return await commandLine.RunAsync(args, interruption.Token);
}
#pragma warning disable CA1031 // what comes here is our bug: a caller gets a number, whoever reports it the stack
catch (Exception exception)
#pragma warning restore CA1031
{
    surroundings.Error.WriteLine($"maestro: internal error, please report it: {exception}");
    return ExitCode.StepFailed;
}
