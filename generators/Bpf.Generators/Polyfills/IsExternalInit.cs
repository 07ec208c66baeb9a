using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>The modifier type of init accessors, missing in netstandard2.0.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
