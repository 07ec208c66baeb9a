namespace Bpf.Objects.Symbols.Tables;

/// <summary>Receives one function of a file.</summary>
internal delegate void FunctionVisitor(in FunctionSymbol function);
