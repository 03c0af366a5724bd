using Cake.Core;
using Cake.Core.IO;
using Maestro.Engine.Planning;

namespace Maestro.Cake.Tests;

/// <summary>Holds the aliases and their settings to the table of plays.</summary>
public sealed class PlayTableTests
{
    public static TheoryData<string> Aliases => [.. PlayTable.All.Select(p => $"Maestro{p.Kind}")];

    public static TheoryData<string> Settings => [.. PlayTable.All.SelectMany(p => p.Options).Select(o => o.Name).Append("Things").Distinct()];

    [Theory]
    [MemberData(nameof(Aliases))]
    public void Every_play_is_an_alias_in_three_forms(string alias)
    {
        Assert.NotNull(typeof(MaestroAliases).GetMethod(alias, [typeof(ICakeContext)]));
        Assert.NotNull(typeof(MaestroAliases).GetMethod(alias, [typeof(ICakeContext), typeof(FilePath)]));
        Assert.NotNull(typeof(MaestroAliases).GetMethod(alias, [typeof(ICakeContext), typeof(FilePath), typeof(MaestroSettings)]));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_option_is_a_setting_and_reaches_the_play(string option)
    {
        var setting = typeof(MaestroSettings).GetProperty(option);
        Assert.NotNull(setting);
        object value = setting.PropertyType switch
        {
            var t when t == typeof(bool) => true,
            var t when t == typeof(int?) => 3,
            var t when t == typeof(string) => "web-*",
            var t when t == typeof(OnFailure) => OnFailure.Continue,
            var t when t == typeof(IReadOnlyList<string>) => new List<string> { "web" },
            _ => TimeSpan.FromSeconds(3),
        };

        var settings = new MaestroSettings();
        setting.SetValue(settings, value);

        var play = settings.ToPlay(Engine.Model.PlayKind.Start);
        Assert.Equal(value, typeof(Play).GetProperty(option)!.GetValue(play));
    }
}
