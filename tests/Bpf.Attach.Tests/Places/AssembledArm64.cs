using Bpf.Attach.Tests.Support;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Runtime.Attach;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Places;

/// <summary>A library of aarch64 with functions whose instructions are known.</summary>
public sealed class AssembledArm64 : IDisposable
{
    private const string Functions = """
        .type counts, %function
        counts:
            bti c
            paciasp
        1:  ldxr x1, [x0]
            add x1, x1, #1
            stxr w2, x1, [x0]
            cbnz w2, 1b
            ldr x3, pool
            autiasp
            ret
        .align 3
        pool: .quad 0x1122334455667788
        .size counts, . - counts
        .type released, %function
        released:
            ldar x1, [x0]
            add x1, x1, #1
            stlr x1, [x0]
            ret
        .size released, . - released
        .type far, %function
        far:
            ldxr x1, [x0]
            .rept 40
            add x1, x1, #1
            .endr
            ret
        .size far, . - far

        """;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-arm64-");

    public AssembledArm64()
    {
        string source = Path.Combine(_directory.FullName, "code.s");
        string library = Path.Combine(_directory.FullName, "code.so");
        IEnumerable<string> single = Arm64PlaceTests.Instructions.Select((row, i) => $".type single_{i}, %function\nsingle_{i}: {row.Data.Item1}\nret\n.size single_{i}, . - single_{i}\n");
        File.WriteAllText(source, $".arch armv8.8-a+mops\n.text\n{Functions}\n{string.Concat(single)}");
        Tool.Run("aarch64-linux-gnu-gcc", "-nostdlib", "-shared", "-o", library, source);
        Symbols = Binary.SymbolsOf(library);
    }

    internal BinarySymbols Symbols { get; }

    public void Dispose() => _directory.Delete(recursive: true);
}
