using Maestro.Engine.Variables;

namespace Maestro.Engine.Tests.Variables;

public class VariableNameTests
{
    [Theory]
    [InlineData("redis", "REDIS")]
    [InlineData("web-1.eu", "WEB_1_EU")]
    [InlineData("snake_case9", "SNAKE_CASE9")]
    [InlineData("café", "CAFÉ")]
    [InlineData("a b/c", "A_B_C")]
    [InlineData("дом", "ДОМ")]
    public void Is_upper_case_with_an_underscore_for_all_that_is_no_letter_or_digit(string name, string part)
        => Assert.Equal(part, VariableName.Part(name));
}
