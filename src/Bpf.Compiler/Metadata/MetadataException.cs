namespace Bpf.Compiler.Metadata;

/// <summary>Metadata refers to something that is not there.</summary>
internal sealed class MetadataException(string message) : Exception(message);
