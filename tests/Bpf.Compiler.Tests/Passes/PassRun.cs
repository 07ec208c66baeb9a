using System.Text;
using System.Text.RegularExpressions;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Passes;

namespace Bpf.Compiler.Tests.Passes;

/// <summary>Runs one pass over text IR. No kernel is needed.</summary>
internal static partial class PassRun
{
    /// <summary>The functions of a module after a pass, without instructions that nothing uses any more.</summary>
    public static string After(IPass pass, string before, string cpu = "v3") => Print(before, cpu, pass);

    /// <summary>A pass makes <paramref name="after"/> of <paramref name="before"/>.</summary>
    public static void Check<TPass>(string before, string after, string cpu = "v3")
        where TPass : IPass, new()
        => Assert.Equal(Tidy(after), After(new TPass(), before, cpu));

    /// <summary>A pass leaves a module as it is.</summary>
    public static void CheckUnchanged<TPass>(string ir, string cpu = "v3")
        where TPass : IPass, new()
        => Assert.Equal(Print(ir, cpu, pass: null), After(new TPass(), ir, cpu));

    // Attributes, comments and inferred ranges differ between versions of LLVM.
    public static string Tidy(string text)
        => AttributeGroup().Replace(Comment().Replace(text.Replace(" local_unnamed_addr", "", StringComparison.Ordinal), ""), "$1").Trim();

    private static string Print(string ir, string cpu, IPass? pass)
    {
        LlvmLibrary.Load();
        using LLVMContextRef context = LLVMContextRef.Create();
        using LLVMTargetMachineRef machine = BpfTarget.CreateMachine(cpu);
        using LLVMTargetDataRef layout = machine.CreateTargetDataLayout();
        using LLVMModuleRef module = Read(context, ir, layout);
        using LLVMBuilderRef builder = context.CreateBuilder();
        pass?.Run(new PassContext(module, builder, machine, layout) { HasI32Registers = cpu is "v3" or "v4", Pipeline = "default<O2>" });
        Assert.True(module.TryVerify(LLVMVerifierFailureAction.LLVMReturnStatusAction, out string fault), fault);
        using LLVMPassBuilderOptionsRef options = LLVMPassBuilderOptionsRef.Create();
        module.RunPasses("dce", machine, options);
        StringBuilder text = new();
        for (LLVMValueRef function = module.FirstFunction; function.Handle != 0; function = function.NextFunction)
        {
            if (!function.IsDeclaration)
                text.Append(function).Append('\n');
        }

        return Tidy(text.ToString());
    }

    private static LLVMModuleRef Read(LLVMContextRef context, string ir, LLVMTargetDataRef layout)
    {
        LLVMModuleRef module = context.ParseIR(LLVMMemoryBufferRef.CreateCopy(Encoding.UTF8.GetBytes(ir), "before"));
        module.Target = BpfTarget.Triple;
        module.SetDataLayout(layout);
        return module;
    }

    [GeneratedRegex(@" *;.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@" #[0-9]+|^(define )range\([^)]*\) ", RegexOptions.Multiline)]
    private static partial Regex AttributeGroup();
}
