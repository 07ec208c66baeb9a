using Bpf.ReferenceKernels;

namespace Bpf.Shared;

/// <summary>Compares the parameters of one program with the prototypes of one target.</summary>
internal sealed class SignatureComparison
{
    private readonly List<(DeclaredParameter Parameter, int Index)> _declared;
    private readonly string _target;
    private readonly KernelPrototype _prototype;

    public SignatureComparison(DeclaredProgram program, string target, KernelPrototype prototype)
    {
        _target = target;
        _prototype = prototype;
        _declared = [.. program.Parameters.Select(static (parameter, index) => (parameter, index))
            .Where(item => item.parameter.Type.FullName != program.Kind.Context)];
    }

    /// <summary>Returns the first parameter that reads something else than the kernel passes; null when there is none.</summary>
    public ProgramFault? FirstFault(KernelSignature signature)
    {
        int count = signature.Parameters.Count - _prototype.Hidden;
        foreach ((KernelParameter kernel, (DeclaredParameter own, int index)) in Pairs(signature))
        {
            if (KernelParameterFit.Of(own.Type, kernel.Type) == ParameterFit.Differs)
            {
                return new ProgramFault(ProgramPart.Parameter, index, new DeclarationFault(BpfDiagnostics.KernelParameterType, own.Name, own.Type.Name,
                    kernel.Type.ToString(), _target, signature.Text(_prototype.Hidden)));
            }
        }

        return _declared.Count <= count || signature.IsVariadic || HasAggregate(signature) ? null
            : new ProgramFault(ProgramPart.Method, 0, new DeclarationFault(BpfDiagnostics.TooManyKernelParameters, _declared.Count, _target, count,
                signature.Text(_prototype.Hidden)));
    }

    /// <summary>Returns the parameters that read numbers with the other sign.</summary>
    public IEnumerable<ProgramFault> SignFaults(KernelSignature signature)
        => from pair in Pairs(signature)
           where KernelParameterFit.Of(pair.Own.Parameter.Type, pair.Kernel.Type) == ParameterFit.OtherSign
           select new ProgramFault(ProgramPart.Parameter, pair.Own.Index, new DeclarationFault(BpfDiagnostics.KernelParameterSign, pair.Own.Parameter.Name,
               pair.Own.Parameter.Type.Name, pair.Kernel.Type.ToString(), _target));

    // A struct of up to 16 bytes is passed in one or two words, so what follows it is not at its index.
    private IEnumerable<(KernelParameter Kernel, (DeclaredParameter Parameter, int Index) Own)> Pairs(KernelSignature signature)
        => signature.Parameters.Skip(_prototype.Hidden).TakeWhile(static parameter => !parameter.Type.Resolved.IsAggregate)
            .Zip(_declared, static (kernel, own) => (kernel, own));

    private static bool HasAggregate(KernelSignature signature) => signature.Parameters.Any(static parameter => parameter.Type.Resolved.IsAggregate);
}
