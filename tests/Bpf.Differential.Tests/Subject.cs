namespace Bpf.Differential.Tests;

/// <summary>A method <c>static long Name(long a, long b)</c> of the class <c>Corpus</c>.</summary>
internal delegate long Subject(long a, long b);
