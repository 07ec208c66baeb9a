namespace Bpf.Shared;

/// <summary>The rule about <see cref="ProgramForm"/>.</summary>
internal static class ProgramForms
{
    /// <summary>Why something cannot be a program; null for a method.</summary>
    /// <param name="form">What it is.</param>
    /// <param name="name">Name of the function, or of the property or event.</param>
    /// <param name="attribute">The attribute as it is written.</param>
    public static DeclarationFault? FaultOf(ProgramForm form, string? name, string attribute) => form switch
    {
        ProgramForm.LocalFunction => new DeclarationFault(BpfDiagnostics.ProgramNotMethod, attribute, $"the local function '{name}'"),
        ProgramForm.Lambda => new DeclarationFault(BpfDiagnostics.ProgramNotMethod, attribute, "a lambda"),
        ProgramForm.Accessor => new DeclarationFault(BpfDiagnostics.ProgramNotMethod, attribute, $"an accessor of '{name}'"),
        ProgramForm.Operator => new DeclarationFault(BpfDiagnostics.ProgramNotMethod, attribute, "an operator"),
        _ => null,
    };
}
