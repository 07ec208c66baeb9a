using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.ReadyToRun;

/// <summary>Where the runtime functions of an image are.</summary>
/// <param name="Info">Address of the runtime's description of the image; 0 where its layout is not known.</param>
/// <param name="Address">Address of the table.</param>
/// <param name="Count">Number of entries.</param>
/// <param name="EntrySize">Size of an entry in bytes.</param>
internal readonly record struct FunctionTable(ulong Info, ulong Address, uint Count, int EntrySize)
{
    public RuntimeFunctions Read(IProcessMemory memory) => new(memory, Address, Count, EntrySize);
}
