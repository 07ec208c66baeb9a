namespace Bpf;

/// <summary>
/// Replaces a function of another loaded BPF program with the method (<c>BPF_PROG_TYPE_EXT</c>, kernel 5.6), until it is detached. The function is a global
/// one (<see cref="BpfGlobalFuncAttribute"/>, or not <c>static</c> in C) or the program itself. The method has its parameters and its result: integers of
/// the same size, structs of the same name by <c>ref</c> or <c>in</c>, and the context of the program by value, such as <see cref="XdpContext"/>. It may call
/// what the program may call. The host sets the program with <c>ExtensionProgram.Target</c> before loading.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FreplaceAttribute : Attribute
{
    /// <summary>Creates a program whose function the host sets with <c>BpfProgram.KernelTargetName</c> before loading.</summary>
    public FreplaceAttribute()
    {
    }

    /// <summary>Creates a program that replaces <paramref name="function"/>.</summary>
    /// <param name="function">Name of the function in the object that contains it.</param>
    public FreplaceAttribute(string function) => Function = function;

    /// <summary>The function as written; null when the host sets it.</summary>
    public string? Function { get; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
