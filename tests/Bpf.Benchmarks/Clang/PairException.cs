namespace Bpf.Benchmarks.Clang;

/// <summary>Half of a pair does not compile.</summary>
internal sealed class PairException(string message) : Exception(message);
