namespace Bpf.Compiler.Metadata;

/// <summary>Thrown when metadata refers to something that does not exist.</summary>
internal sealed class MetadataException(string message) : Exception(message)
{
    /// <summary>Formats the message with its usual cause.</summary>
    public string Explanation => $"{Message}; is a reference missing or the wrong version?";
}
