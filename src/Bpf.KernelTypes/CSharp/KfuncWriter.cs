using System.Security;
using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.CSharp;

/// <summary>Writes the functions of the kernel that programs may call as C# methods.</summary>
/// <param name="functions">Their prototypes.</param>
/// <param name="kfuncs">Who may call them.</param>
/// <param name="types">The C# types of their parameters, as the declarations of types name them.</param>
/// <param name="documentation">Names kernels.</param>
internal sealed class KfuncWriter(KernelFunctionTable functions, KfuncTable kfuncs, CSharpTypes types, CSharpDocumentation documentation)
{
    private const int MostParameters = 5;

    /// <summary>Writes the class.</summary>
    public string Write()
    {
        using StringWriter output = new();
        output.WriteLine("/// <summary>");
        output.WriteLine("/// Functions of the kernel that programs may call (kfuncs), as the reference kernels have them.");
        output.WriteLine("/// Declare others with <see cref=\"BpfKfuncAttribute\"/>.");
        output.WriteLine("/// </summary>");
        output.WriteLine("public static unsafe class KernelFunctions");
        output.WriteLine("{");
        foreach (Kfunc kfunc in kfuncs.Functions)
        {
            if (functions.Find(kfunc.Name) is { } function && Newest(function) is { IsVariadic: false, Parameters.Count: <= MostParameters } signature)
            {
                Write(output, kfunc, signature);
            }
        }

        output.WriteLine("}");
        return output.ToString();
    }

    private KernelSignature Newest(KernelFunction function) => function.Signatures.MaxBy(signature => documentation.AgeOf(signature.Kernels))!;

    private void Write(TextWriter output, Kfunc kfunc, KernelSignature signature)
    {
        string result = signature.Result.Resolved.Kind == KernelTypeKind.Void ? "void" : types.Of(signature.Result, "void");
        string[] parameters = [.. signature.Parameters.Select((parameter, index) => $"{TypeOf(parameter)} {NameOf(parameter, index)}")];
        output.WriteLine($"    /// <summary><c>{SecurityElement.Escape($"{signature.Result} {kfunc.Name}{signature.Text()}")}</c>.{Duties(kfunc)} "
            + $"Linux {string.Join(", ", kfunc.Kernels.Select(static kernel => kernel.Version))}.</summary>");
        output.WriteLine($"    /// <remarks>Programs: {Programs(kfunc.Kernels[^1])}.</remarks>");
        output.WriteLine($"    [BpfKfunc(\"{kfunc.Name}\")]");
        output.WriteLine($"    public static {result} {CSharpIdentifier.Of(kfunc.Name)}({string.Join(", ", parameters)}) => throw new BpfOnlyException();");
    }

    // The verifier takes the suffixes for a pointer to a map (is_kfunc_arg_map and is_kfunc_arg_const_map, kernel/bpf/verifier.c).
    private string TypeOf(KernelParameter parameter)
        => parameter.Name.EndsWith("__map", StringComparison.Ordinal) || parameter.Name.EndsWith("__const_map", StringComparison.Ordinal)
            ? "BpfMapDeclaration" : types.Of(parameter.Type, "void");

    private static string NameOf(KernelParameter parameter, int index)
        => parameter.Name.Length == 0 ? $"argument{index}" : CSharpIdentifier.Of(parameter.Name);

    private static string Duties(Kfunc kfunc)
        => (kfunc.Flags.HasFlag(KfuncFlags.Acquires) ? " The program has to release the result." : "")
            + (kfunc.Flags.HasFlag(KfuncFlags.Releases) ? " Releases its argument." : "")
            + (kfunc.Flags.HasFlag(KfuncFlags.MayReturnNull) ? " The result may be null." : "")
            + (kfunc.Flags.HasFlag(KfuncFlags.Sleeps) ? " It may sleep." : "");

    private string Programs(KfuncKernel kernel)
    {
        if ((kernel.Kinds | kernel.SleepableKinds) == kfuncs.KindsOf(kernel.Version))
        {
            return "all";
        }

        string any = string.Join(", ", kfuncs.KindsOf(kernel.Kinds));
        string sleepable = string.Join(", ", kfuncs.KindsOf(kernel.SleepableKinds));
        return any.Length == 0 ? $"if they are sleepable, {sleepable}" : sleepable.Length == 0 ? any : $"{any}; if they are sleepable, {sleepable}";
    }
}
