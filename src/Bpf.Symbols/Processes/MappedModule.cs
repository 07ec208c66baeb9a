namespace Bpf.Symbols.Processes;

/// <summary>What is known about a file that a process has mapped.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Image">Its functions; <see langword="null"/> if it is not ELF or cannot be read.</param>
/// <param name="IsAssembly">True for a .NET assembly.</param>
internal sealed record MappedModule(string Name, ImageSymbols? Image, bool IsAssembly);
