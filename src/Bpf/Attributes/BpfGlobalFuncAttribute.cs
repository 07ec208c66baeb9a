namespace Bpf;

/// <summary>
/// Makes a method a global function of the object (kernel 5.6): the verifier checks it once and on its own, whatever its callers know about the
/// arguments, so that large programs verify faster and each program may be longer. Other methods are checked again at every call. It returns an
/// integer and has at most 5 parameters: integers, a program context, and references and pointers to structs and integers (kernel 5.12). The verifier
/// assumes that such a reference may be null; the compiler makes the function return 0 in that case, which no C# caller can trigger.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BpfGlobalFuncAttribute : Attribute;
