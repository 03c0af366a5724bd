using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Planning;

/// <summary>Environments that tests of planners share, and short ways to plans and their text.</summary>
internal static class Plans
{
    private static readonly IReadOnlyList<PortMapping> Http = [Env.Port("http", 80, 8080)];

    public static readonly MaestroEnvironment Chain = Env.Of()
        .Service("a", requires: ["b"])
        .Service("b", requires: ["c"]).Instance("b-1", ports: Http, lifecycle: Env.Checked("http"))
        .Service("c")
        .Build();

    public static readonly MaestroEnvironment Diamond = Env.Of()
        .Service("top", requires: ["left", "right"])
        .Service("left", requires: ["base"])
        .Service("right", requires: ["base"])
        .Service("base")
        .Build();

    public static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static void AssertPlan(string text, MaestroEnvironment environment, PlayKind kind, Func<Fleet, Fleet>? fleet = null)
        => AssertPlan(text, environment, new Play(kind), fleet);

    public static void AssertPlan(string text, MaestroEnvironment environment, Play play, Func<Fleet, Fleet>? fleet = null)
        => Assert.Equal(text, PlanOf(environment, play, fleet).ToString());

    public static Plan PlanOf(MaestroEnvironment environment, Play play, Func<Fleet, Fleet>? change = null)
    {
        var fleet = Fleet.Of(environment);
        return new Planner(environment, play, new ContainerSpecs(environment)) { Now = Now }.Plan(Selection.Make(environment, play), (change?.Invoke(fleet) ?? fleet).Build());
    }

    public static IEnumerable<string> Standings(Plan plan) => plan.Standings.Select(s => $"{s.Instance.Name} {s.Word}");
}
