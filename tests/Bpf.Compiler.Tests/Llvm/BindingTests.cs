using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Tests.Llvm;

/// <summary>The binding, on whichever libLLVM this process uses (see <see cref="EveryLlvmTests"/>).</summary>
public class BindingTests
{
    [Fact]
    public void EmitsAnElfObjectWithBtf()
    {
        LlvmLibrary.Load();
        using LLVMContextRef context = LLVMContextRef.Create();

        byte[] elf = TrivialModule.EmitObject(context);

        Assert.Equal([0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1], elf[..6]);
        Assert.Equal(247, elf[18]); // EM_BPF
        Assert.True(elf.AsSpan().IndexOf(".BTF.ext"u8) > 0);
        Assert.True(elf.AsSpan().IndexOf(Encoding.UTF8.GetBytes("größe")) > 0, "names are passed with their length in bytes");
    }

    [Fact]
    public void ReadsAndPrintsText()
    {
        LlvmLibrary.Load();
        using LLVMContextRef context = LLVMContextRef.Create();
        LLVMMemoryBufferRef text = LLVMMemoryBufferRef.CreateCopy("define i32 @f() {\n  ret i32 41\n}\n"u8, "text");

        using LLVMModuleRef module = context.ParseIR(text);

        Assert.Contains("ret i32 41", module.PrintToString(), StringComparison.Ordinal);
        Assert.Equal("f", module.FirstFunction.Name);
        Assert.Equal(LLVMOpcode.LLVMRet, module.FirstFunction.EntryBasicBlock.Terminator.InstructionOpcode);
    }

    [Fact]
    public void TextThatIsNotIrIsRefusedWithLlvmsReason()
    {
        LlvmLibrary.Load();
        using LLVMContextRef context = LLVMContextRef.Create();
        LLVMMemoryBufferRef text = LLVMMemoryBufferRef.CreateCopy("define i32 @f() { ret i64 1 }"u8, "text");

        LlvmException exception = Assert.Throws<LlvmException>(() => context.ParseIR(text));

        Assert.Contains("text:1:23: error:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryFunctionIsExported()
    {
        nint handle = NativeLibrary.Load(LlvmLibrary.Load().Path);
        string[] later = LlvmLibrary.Load().Version.Major < DebugTags.FirstVersion ? ["LLVMReplaceMDNodeOperandWith"] : [];
        string[] entryPoints = [.. typeof(LLVM)
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(method => !method.Name.Contains('<', StringComparison.Ordinal))
            .Select(method => "LLVM" + method.Name)];

        string[] missing = [.. entryPoints.Except(later).Where(entry => !NativeLibrary.TryGetExport(handle, entry, out _))];

        Assert.True(entryPoints.Length > 150, $"only {entryPoints.Length} functions seen");
        Assert.Empty(missing);
    }
}
