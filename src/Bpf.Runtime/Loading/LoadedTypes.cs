using Bpf.Objects.Btf;
using Bpf.Objects.Maps;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;

namespace Bpf.Runtime.Loading;

/// <summary>The object's own types in the kernel.</summary>
/// <param name="Handle">The kernel's copy; null when the object has no BTF or the kernel accepts none.</param>
/// <param name="Abilities">BTF features that the kernel understands.</param>
/// <param name="ArgumentContexts">Functions to refer to instead of the object's own, if the kernel requires it.</param>
internal sealed record LoadedTypes(BpfHandle? Handle, BtfAbilities Abilities, ArgumentContextFixup? ArgumentContexts) : IDisposable
{
    /// <summary>The handle for programs: only if the kernel supports functions in BTF.</summary>
    public BpfHandle? ForPrograms => (Abilities & BtfAbilities.Functions) != 0 ? Handle : null;

    /// <summary>Loads the types into the kernel, in a form that it understands.</summary>
    /// <exception cref="BpfException">The kernel rejects the types, and a map requires them.</exception>
    public static LoadedTypes Load(ObjectParts parts, BpfHandle? token, KernelFeatures features)
    {
        if (parts.File.Btf is not { } types)
        {
            return new LoadedTypes(null, BtfAbilities.All, null);
        }

        ArgumentContextFixup? argumentContexts = null;
        if (ArgumentContextFixup.IsNeeded(types) && features.ArgumentContextTag.State == FeatureState.Missing)
        {
            argumentContexts = ArgumentContextFixup.Apply(types, parts.Programs.Where(program => program.AutoLoad).Select(program => program.Type));
            types = argumentContexts.Types;
        }

        BtfAbilities abilities = BtfAbilities.All;
        Errno error = BtfLoader.Load(types.Bytes, token, out BpfHandle handle, out string log);
        if (error is Errno.EINVAL or Errno.E2BIG)
        {
            abilities = features.BtfAbilities;
            if (abilities != BtfAbilities.All)
            {
                error = BtfLoader.Load(BtfSanitizer.Sanitize(types, abilities).Bytes, token, out handle, out log);
            }
        }

        if (error == Errno.None)
        {
            return new LoadedTypes(handle, abilities, argumentContexts);
        }

        RequireNoSpecialFields(parts, types, error);
        parts.Log(BpfLogLevel.Information, parts.Name, $"the kernel rejected the object's BTF ({error}); continuing without it. {log}");
        return new LoadedTypes(null, abilities, argumentContexts);
    }

    public void Dispose() => Handle?.Dispose();

    // Locks, timers and the like require BTF: without it, every program that uses one would be rejected for a reason that hides the cause.
    private static void RequireNoSpecialFields(ObjectParts parts, BtfTypeTable types, Errno error)
    {
        foreach (BpfMap map in parts.Maps)
        {
            if (map is { AutoCreate: true, Definition.ValueTypeId: not 0 and var value } && map.Kind is { HasTypes: true }
                && SpecialFields.Of(types, value) is { Count: > 0 } fields)
            {
                string needed = $"Map '{map.Name}' requires them for its {string.Join(", ", fields.Select(field => field.Kind.Name).Distinct())}.";
                throw BpfException.FromKernel("load types", parts.Name, error, SpecialFieldAdvice.OfTypes(types) is { } advice ? $"{advice} {needed}" : needed);
            }
        }
    }
}
