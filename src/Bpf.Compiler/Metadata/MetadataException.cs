namespace Bpf.Compiler.Metadata;

/// <summary>Metadata refers to something that is not there.</summary>
internal sealed class MetadataException(string message) : Exception(message)
{
    /// <summary>The message, and what it is usually due to.</summary>
    public string Explanation => $"{Message}; is a reference missing, or of another version?";
}
