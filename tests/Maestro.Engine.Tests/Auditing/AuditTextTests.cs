using Maestro.Engine.Auditing;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Auditing;

public sealed class AuditTextTests
{
    [Theory]
    [InlineData(AuditEvents.Action, "", "alice is starting db-1, web-1.")]
    [InlineData(AuditEvents.Success, "", "Start of db-1, web-1 succeeded.")]
    [InlineData(AuditEvents.Error, "port is taken", "Failed to start db-1, web-1! (message: port is taken)")]
    [InlineData(AuditEvents.Error, "", "Failed to start db-1, web-1!")]
    public void Says_who_does_what_and_how_it_went(AuditEvents kind, string message, string sentence)
        => Assert.Equal(sentence, AuditText.Sentence(Entries.Of(kind, message)));

    [Fact]
    public void Counts_the_containers_when_they_are_five_or_more_unless_all_are_wanted()
    {
        var entry = Entries.OfMany(AuditEvents.Action);

        Assert.Equal("alice is starting 5 containers.", AuditText.Sentence(entry));
        Assert.Equal("alice is starting a-1, a-2, a-3, a-4, a-5.", AuditText.FullSentence(entry));
    }

    [Fact]
    public void A_play_without_anything_to_do_is_about_nothing()
        => Assert.Equal("alice is starting nothing.", AuditText.Sentence(Entries.Of() with { What = [] }));

    [Fact]
    public void Nothing_in_a_message_passes_for_a_line_of_its_own()
        => Assert.Equal("one | two three", AuditText.OnOneLine("one\r\ntwo\u001bthree"));

    [Fact]
    public void Every_play_that_changes_something_has_words()
    {
        var silent = Enum.GetValues<PlayKind>().Where(k => AuditAction.Of(k) is null).Select(k => $"{k}");

        Assert.Equal(["Validate", "Status", "Logs", "DepTree"], silent);
    }
}
