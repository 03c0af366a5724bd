using System;
using System.Linq;
using System.Net.Http;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using Maestro.Cake;
using Maestro.Cake.Frosting;

return new CakeHost().UseContext<BuildContext>().Run(args);

/// <summary>What all tasks share: the options of each play.</summary>
public sealed class BuildContext(ICakeContext context) : FrostingContext(context)
{
    public MaestroSettings Settings => new MaestroSettings()
        .SetVariable("tag", Arguments.GetArguments("tag").LastOrDefault() ?? "1")
        .SetTimeout(TimeSpan.FromMinutes(2))
        .SetArtifactsPath("artifacts");
}

[TaskDescription("Reports every mistake of the environment file; touches no ship.")]
public sealed class Check : MaestroValidateTask<BuildContext>
{
    protected override MaestroSettings GetSettings(BuildContext context) => context.Settings;
}

[TaskDescription("Shows what Deploy would do.")]
[IsDependentOn(typeof(Check))]
public sealed class Plan : MaestroStartTask<BuildContext>
{
    protected override MaestroSettings GetSettings(BuildContext context) => context.Settings.AsDryRun();
}

[TaskDescription("Starts what is not running, dependencies first.")]
[IsDependentOn(typeof(Plan))]
public sealed class Deploy : MaestroStartTask<BuildContext>
{
    protected override MaestroSettings GetSettings(BuildContext context) => context.Settings;
}

[TaskDescription("Asks the page that was deployed.")]
[IsDependentOn(typeof(Deploy))]
public sealed class Default : FrostingTask<BuildContext>
{
    public override void Run(BuildContext context)
    {
        var page = context.MaestroStatus("maestro.yaml", context.Settings).Endpoints.Single(endpoint => endpoint.Service == "web");
        using var client = new HttpClient();
        context.Log.Information("{0}", client.GetStringAsync($"http://{page.Host}:{page.Port}/").GetAwaiter().GetResult());
    }
}

[TaskDescription("Stops and removes everything, dependants first.")]
public sealed class Down : MaestroDownTask<BuildContext>
{
    protected override MaestroSettings GetSettings(BuildContext context) => context.Settings;
}
