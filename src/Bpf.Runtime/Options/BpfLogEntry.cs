namespace Bpf.Runtime;

/// <summary>One message of the loader.</summary>
/// <param name="Level">Weight of the message.</param>
/// <param name="Subject">Name of the object, program or map it is about.</param>
/// <param name="Message">The text.</param>
public readonly record struct BpfLogEntry(BpfLogLevel Level, string Subject, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Level}: {Subject}: {Message}";
}
