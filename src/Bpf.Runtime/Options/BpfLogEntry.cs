namespace Bpf.Runtime;

/// <summary>A message from the loader.</summary>
/// <param name="Level">Severity of the message.</param>
/// <param name="Subject">Name of the object, program or map it concerns.</param>
/// <param name="Message">The text.</param>
public readonly record struct BpfLogEntry(BpfLogLevel Level, string Subject, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Level}: {Subject}: {Message}";
}
