using Bpf.Objects.Elf;

namespace Bpf.Benchmarks.Clang;

/// <summary>Number of instructions of an object as a disassembler lists them: a 64-bit constant load is one.</summary>
internal static class InstructionCount
{
    private const ulong Executable = 4; // SHF_EXECINSTR
    private const byte LoadConstant64 = 0x18; // BPF_LD | BPF_IMM | BPF_DW

    public static int Of(ReadOnlyMemory<byte> bytes, string name)
    {
        ElfFile elf = new(bytes, name);
        int count = 0;
        foreach (ref readonly ElfSection section in elf.Sections)
        {
            if ((section.Flags & Executable) == 0)
            {
                continue;
            }

            ReadOnlySpan<byte> code = elf.ContentsOf(section);
            while (!code.IsEmpty)
            {
                code = code[(code[0] == LoadConstant64 ? 16 : 8)..];
                count++;
            }
        }
        return count;
    }
}
