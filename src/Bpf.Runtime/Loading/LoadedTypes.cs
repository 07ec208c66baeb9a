using Bpf.Objects.Btf;
using Bpf.Objects.Maps;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;

namespace Bpf.Runtime.Loading;

/// <summary>The object's own types in the kernel.</summary>
/// <param name="Handle">The kernel's copy; null where the object has none, or the kernel took none.</param>
/// <param name="Abilities">What of BTF the kernel understands.</param>
/// <param name="ArgumentContexts">Functions to name instead of those of the object, where the kernel needs it.</param>
internal sealed record LoadedTypes(BpfHandle? Handle, BtfAbilities Abilities, ArgumentContextFixup? ArgumentContexts) : IDisposable
{
    /// <summary>The handle for programs: of functions only where the kernel knows these.</summary>
    public BpfHandle? ForPrograms => (Abilities & BtfAbilities.Functions) != 0 ? Handle : null;

    /// <summary>Hands the types to the kernel, in the form that it understands.</summary>
    /// <exception cref="BpfException">The kernel takes none, and a map cannot do without.</exception>
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
        parts.Log(BpfLogLevel.Information, parts.Name, $"the kernel refused the BTF of the object ({error}); going on without. {log}");
        return new LoadedTypes(null, abilities, argumentContexts);
    }

    public void Dispose() => Handle?.Dispose();

    // Locks, timers and the like need BTF: without, each program that uses one would be refused for a reason that says nothing of the cause.
    private static void RequireNoSpecialFields(ObjectParts parts, BtfTypeTable types, Errno error)
    {
        foreach (BpfMap map in parts.Maps)
        {
            if (map is { AutoCreate: true, Definition.ValueTypeId: not 0 and var value } && MapKinds.Find(map.Type) is { HasTypes: true }
                && SpecialFields.Of(types, value) is { Count: > 0 } fields)
            {
                string needed = $"Map '{map.Name}' needs them for its {string.Join(", ", fields.Select(field => field.Kind.Name).Distinct())}.";
                throw BpfException.FromKernel("load types", parts.Name, error, SpecialFieldAdvice.OfTypes(types) is { } advice ? $"{advice} {needed}" : needed);
            }
        }
    }
}
