namespace Bpf.Compiler.Discovery;

/// <summary>A static initialiser does something that cannot be done at compile time.</summary>
internal sealed class NotConstantException(string message) : Exception(message);
