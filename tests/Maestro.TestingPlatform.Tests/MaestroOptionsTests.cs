namespace Maestro.TestingPlatform.Tests;

public sealed class MaestroOptionsTests
{
    [Theory]
    [InlineData("maestro-keep", "onfailure", true)]
    [InlineData("maestro-keep", "sometimes", false)]
    [InlineData("maestro-run", "ci-7", true)]
    [InlineData("maestro-run", "a b", false)]
    public async Task Values_are_checked_before_anything_starts(string name, string value, bool isValid)
    {
        var options = new MaestroOptions();
        var option = options.GetCommandLineOptions().Single(o => o.Name == name);

        var result = await options.ValidateOptionArgumentsAsync(option, [value]);

        Assert.Equal(isValid, result.IsValid);
        Assert.True(isValid || result.ErrorMessage!.Contains(value, StringComparison.Ordinal));
    }
}
