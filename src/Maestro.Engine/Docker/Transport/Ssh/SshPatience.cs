namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>Decides when a tunnel that could not be opened, or that does not last, may be tried again. Servers lock out who comes too often.</summary>
internal sealed class SshPatience(TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private TimeSpan _pause = FirstPause;
    private DateTimeOffset _openedAt;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    public bool IsOver => time.GetUtcNow() >= _notBefore;

    public void Opened() => _openedAt = time.GetUtcNow();

    public void Failed(SshRemedy remedy)
    {
        if (remedy == SshRemedy.GiveUp)
        {
            _notBefore = DateTimeOffset.MaxValue;
        }
        else
        {
            Wait();
        }
    }

    /// <summary>An open tunnel has ended. One that has lasted is opened again at once.</summary>
    public void Broke()
    {
        if (time.GetUtcNow() - _openedAt >= LongestPause)
        {
            _pause = FirstPause;
        }
        else if (_pause == FirstPause)
        {
            _pause *= 2; // the first time may be chance
        }
        else
        {
            Wait();
        }
    }

    private void Wait()
    {
        _notBefore = time.GetUtcNow() + _pause;
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
    }
}
