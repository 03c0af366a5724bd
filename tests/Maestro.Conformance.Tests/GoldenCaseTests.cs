using Xunit.Abstractions;

namespace Maestro.Conformance.Tests;

public sealed class GoldenCaseTests(AllCases cases, ITestOutputHelper output) : IClassFixture<AllCases>
{
    private const int CasesThatWereCaptured = 213;

    public static TheoryData<string> HaveToPass => [.. AllCases.Names.Where(n => Repository.NotYet.ReasonFor(n) is null)];

    /// <summary>Name, and why it cannot pass yet.</summary>
    public static TheoryData<string, string> CannotPassYet()
    {
        var data = new TheoryData<string, string>();
        foreach (var name in AllCases.Names)
        {
            if (Repository.NotYet.ReasonFor(name) is { } reason)
            {
                data.Add(name, reason);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(HaveToPass))]
    public void Does_what_the_golden_data_say(string name) => Assert.Equal([], cases.Of(name).Differences);

    [Theory]
    [MemberData(nameof(CannotPassYet))]
    public void Does_not_pass_yet(string name, string why)
    {
        output.WriteLine($"not yet: {why}");
        Assert.True(cases.Of(name).Differences.Count > 0, $"{name} passes now: take it off not-yet.txt ({why}).");
    }

    [Fact]
    public void None_is_missing() => Assert.Equal(CasesThatWereCaptured, AllCases.Names.Count());

    [Fact]
    public void What_is_not_yet_done_is_a_case_each() => Assert.Subset(AllCases.Names.ToHashSet(), Repository.NotYet.Names.ToHashSet());
}
