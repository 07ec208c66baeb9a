namespace Samples;

/// <summary>The options that every sample has.</summary>
/// <param name="Seconds">Stop after this long; null for no limit.</param>
/// <param name="Json">No tables; the last line of output is one JSON object.</param>
/// <param name="Command">The command to start and trace, with its arguments; may be empty.</param>
internal sealed record RunOptions(double? Seconds, bool Json, string[] Command)
{
    /// <summary>Fires on Ctrl+C, on SIGTERM and when the time is up.</summary>
    public CancellationTokenSource StartClock(CancellationToken cancellation)
    {
        CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (Seconds is { } seconds)
        {
            end.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        return end;
    }
}
