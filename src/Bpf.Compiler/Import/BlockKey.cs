namespace Bpf.Compiler.Import;

/// <summary>Identifies an imported basic block. The body of a <c>finally</c> is imported once for each path into it.</summary>
/// <param name="Offset">IL offset of the first instruction.</param>
/// <param name="Handler">The run of a <c>finally</c> that the block belongs to; null outside.</param>
internal sealed record BlockKey(int Offset, FinallyFrame? Handler);
